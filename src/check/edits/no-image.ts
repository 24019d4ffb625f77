/** Where there is no image: no name below .invalid is ever given to a host. (RFC 6761, 6.4) */
export const noImageUrl = 'https://kontext-check.invalid/no-image.png'
