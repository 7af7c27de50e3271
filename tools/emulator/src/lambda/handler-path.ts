/** `PATH#EXPORT`, where `#EXPORT` may be left out and is then `handler`. Undefined when a part is empty. */
export function parseHandlerPath(text: string): { file: string; exportName: string } | undefined {
  const at = text.lastIndexOf('#');
  const file = at === -1 ? text : text.slice(0, at);
  const exportName = at === -1 ? 'handler' : text.slice(at + 1);
  return file === '' || exportName === '' ? undefined : { file, exportName };
}

export function handlerRule(text: string): string {
  return `"${text}" is not a handler. Allowed: PATH or PATH#EXPORT, such as ./ivr.mjs#handler`;
}
