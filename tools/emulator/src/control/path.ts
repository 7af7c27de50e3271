/** Path and query of a request; undefined for what is none, such as `//`. */
export function pathOf(url = '/'): Pick<URL, 'pathname' | 'searchParams'> | undefined {
  return URL.parse(url, 'http://localhost') ?? undefined;
}
