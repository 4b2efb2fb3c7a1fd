// What the kernels inside older WeChat versions lack and this page or Preact uses. Imported first.
Object.fromEntries ??= (pairs: Iterable<readonly unknown[]>) => {
  const made: Record<string, unknown> = {}
  for (const [name, value] of pairs) made[String(name)] = value
  return made
}
window.queueMicrotask ??= (work) => {
  void Promise.resolve().then(work)
}

export {}
