/** One image that the mock has to show. */
export interface ImageRequest {
  /** Provider id, such as `fal`. */
  readonly provider: string
  /** `pro` or `max`. */
  readonly model: string
  readonly prompt: string
  /** Decimal digits; may be more than a double holds. */
  readonly seed: string
  /** Which of the images of one request. */
  readonly index: number
  readonly format: 'jpeg' | 'png'
  /** Pixels. */
  readonly width: number
  /** Pixels. */
  readonly height: number
  /** The bytes of the input image, if the request carried them. */
  readonly source?: Uint8Array
  /** What a moderated image is: black. */
  readonly black?: true
}

/** An image, ready to be sent. */
export interface PaintedImage {
  readonly bytes: Uint8Array
  readonly contentType: 'image/jpeg' | 'image/png'
}

/** Makes the mock's images: the same request gives the same bytes. */
export interface Painter {
  paint(request: ImageRequest): PaintedImage | Promise<PaintedImage>
}
