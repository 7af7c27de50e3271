/** What Lambda itself says in a log, apart from what the function prints. */
export type Notice =
  | { type: 'start'; requestId?: string }
  | { type: 'end'; requestId?: string }
  | { type: 'report'; requestId?: string; durationMs?: number; error?: string }
  | { type: 'failed'; error: string; requestId?: string }
  /** Extensions, tracing, the start of an environment. */
  | { type: 'other' };

const ID = String.raw`(?: RequestId: ([0-9a-f-]{36}))?`;
const START = new RegExp(`^START${ID}(?: Version: .*)?$`);
const END = new RegExp(`^END${ID}$`);
// `sls logs` writes END and a duration where the log has REPORT.
const REPORT = new RegExp(String.raw`^(?:REPORT${ID}|END)\s+Duration: ([\d.]+) ms`);
const STATUS = /\tStatus: (error|timeout)(?:\tError Type: (\S+))?/;
const OTHER = /^(INIT_START|INIT_REPORT|EXTENSION|TELEMETRY|XRAY TraceId|LOGS)\b/;
const TIMED_OUT = /^(?:([0-9a-f-]{36}) )?(Task timed out after [\d.]+ seconds)/;
const EXITED =
  /^(?:RequestId: ([0-9a-f-]{36}) )?((?:Error: )?Runtime exited\b[^\r\n]*|Process exited before completing request)/;
/** Python's runtime: `[ERROR] KeyError: 'x'` and the stack. */
const TRACEBACK =
  /^([\w.]+(?:Error|Exception|Exit|Interrupt)?: [^\r\n]*|[\w.]+Error)[\r\n]+Traceback \(most recent call last\)/;

/** Undefined when the text is the function's own. */
export function noticeOf(text: string): Notice | undefined {
  const line = text.trimEnd();
  const start = START.exec(line);
  if (start) return { type: 'start', ...idOf(start[1]) };
  const report = REPORT.exec(line);
  if (report) {
    const [, status, errorType] = STATUS.exec(line) ?? [];
    const error =
      status === undefined ? {} : { error: status === 'timeout' ? 'Task timed out' : (errorType ?? 'Error') };
    return { type: 'report', ...idOf(report[1]), durationMs: Number(report[2]), ...error };
  }
  const end = END.exec(line);
  if (end) return { type: 'end', ...idOf(end[1]) };
  const [, id, failure] = TIMED_OUT.exec(line) ?? EXITED.exec(line) ?? [];
  if (failure !== undefined) return { type: 'failed', error: failure, ...idOf(id) };
  const traceback = TRACEBACK.exec(line);
  if (traceback) return { type: 'failed', error: traceback[1] ?? '' };
  return OTHER.test(line) ? { type: 'other' } : undefined;
}

/** The same where Lambda logs in JSON: `{"type": "platform.start", "record": {…}}`. */
export function noticeOfValue(value: object): Notice | undefined {
  const type: unknown = Reflect.get(value, 'type');
  const record: unknown = Reflect.get(value, 'record');
  if (typeof type !== 'string' || !type.startsWith('platform.') || typeof record !== 'object' || record === null) {
    return undefined;
  }
  const id = idOf(Reflect.get(record, 'requestId'));
  if (type === 'platform.start') return { type: 'start', ...id };
  if (type !== 'platform.report') return { type: 'other' };
  const metrics: unknown = Reflect.get(record, 'metrics');
  const duration: unknown =
    typeof metrics === 'object' && metrics !== null ? Reflect.get(metrics, 'durationMs') : undefined;
  const status: unknown = Reflect.get(record, 'status');
  return {
    type: 'report',
    ...id,
    ...(typeof duration === 'number' && { durationMs: duration }),
    ...(typeof status === 'string' &&
      status !== 'success' && { error: status === 'timeout' ? 'Task timed out' : status }),
  };
}

function idOf(id: unknown): { requestId?: string } {
  return typeof id === 'string' ? { requestId: id.toLowerCase() } : {};
}
