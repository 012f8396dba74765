// What the tests share.

// quietly calls fn and collects what it tells the console.
export async function quietly(fn) {
  const { warn, error } = console;
  const told = { warnings: [], errors: [] };
  console.warn = (...args) => told.warnings.push(args);
  console.error = (...args) => told.errors.push(args);
  try {
    told.result = await fn();
  } finally {
    Object.assign(console, { warn, error });
  }
  return told;
}
