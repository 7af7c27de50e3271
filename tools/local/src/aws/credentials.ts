/** Nothing here checks a signature; the SDK only wants to make one. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
