export type Healthy = { readTable(): Promise<unknown>; engine: string; queue: string; version: string }

/** Answers when the table answers; throws otherwise, which is a 500. */
export const health =
  ({ readTable, engine, queue, version }: Healthy) =>
  async () => {
    await readTable()
    return { status: 'ok' as const, engine, queue, version }
  }
