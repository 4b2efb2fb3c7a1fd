/** Sends a file where the announcement's answer says, as a phone does; `to` is where the bucket is in this test. */
export async function sendFile(
  url: string,
  to: string,
  bytes: Uint8Array | string,
  type = 'image/jpeg',
): Promise<number> {
  const { pathname, search } = new URL(url)
  const answer = await fetch(new URL(pathname + search, to), {
    method: 'PUT',
    headers: { 'content-type': type },
    body: bytes as BodyInit,
  })
  await answer.arrayBuffer()
  return answer.status
}
