type Sodium = typeof import('libsodium-wrappers').default

/** The cryptography of the prices, loaded by who needs it. */
export async function loadSodium(): Promise<Sodium> {
  const { default: sodium } = await import('libsodium-wrappers')
  await sodium.ready
  return sodium
}
