/** The path-style URL path of an object. */
export function objectPath(bucketName: string, key: string): string {
  return `/${bucketName}/${key.split('/').map(encodeURIComponent).join('/')}`;
}
