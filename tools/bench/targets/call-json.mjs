/** Sends JSON and returns the answer's body; throws on any status but 2xx. */
export const callJson = async (baseUrl, path, { method, body, headers = {} } = {}) => {
  const answer = await fetch(new URL(path, baseUrl), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
};
