/**
 * What an input breaks; stable across releases.
 *
 * | rule            | says                                                               |
 * | --------------- | ------------------------------------------------------------------ |
 * | `prompt`        | it is missing, empty or no text                                    |
 * | `model`         | it is not sold here                                                |
 * | `option`        | the provider has no such option                                    |
 * | `native`        | the provider has no such field, or an option stands for it         |
 * | `required`      | it was left out                                                    |
 * | `type`          | a number where a text belongs, a fraction where an integer belongs |
 * | `values`        | it is none of the values that are taken                            |
 * | `range`         | it is below the minimum or above the maximum                       |
 * | `ratio`         | it is no ratio, or outside the two between which all are taken     |
 * | `image`         | it is no image that could be sent to anyone                        |
 * | `image-form`    | a URL where none is taken, or bytes where only URLs are            |
 * | `image-missing` | there are fewer images than the provider needs                     |
 * | `image-count`   | there are more images than the provider takes                      |
 */
export type IssueRule =
  | 'prompt'
  | 'model'
  | 'option'
  | 'native'
  | 'required'
  | 'type'
  | 'values'
  | 'range'
  | 'ratio'
  | 'image'
  | 'image-form'
  | 'image-missing'
  | 'image-count'
