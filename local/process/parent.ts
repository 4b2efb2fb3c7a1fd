/** For a program started by `launch`: its input is a pipe that closes when the parent is gone, however it went. */
export function endWithParent(): void {
  process.stdin.on('error', () => process.exit(1))
  process.stdin.on('close', () => process.exit(0))
  process.stdin.resume()
}
