/** A request in the JSON protocol of AWS, unsigned; `target` is such as `AWSEvents.ListRules`. Rejects when it is refused. */
export async function awsJson(endpoint: string, target: string, input: object = {}): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${target}: ${response.status} ${text}`);
  return JSON.parse(text);
}
