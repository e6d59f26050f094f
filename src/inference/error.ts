/** An inference failure, told so that a person knows which part failed and what to do next. */
export class InferenceError extends Error {
  override name = 'InferenceError'
  readonly code = 'inference'
}
