/** Something a phone was told to do could not happen. */
export class PhoneError extends Error {
  override readonly name = 'PhoneError';
}
