import type { Extension, PGlite } from '@electric-sql/pglite'

/** What the WebAssembly module exports of PostgreSQL's error reporting and of Emscripten's stack. */
interface PostgresExports {
  errstart(level: number, domain: number): number
  errmsg_internal(format: number, values: number): number
  errfinish(file: number, line: number, routine: number): void
  emscripten_stack_get_current(): number
  _emscripten_stack_restore(pointer: number): void
}

interface ImportedFunction {
  (...values: number[]): unknown
  sig?: string
}
interface Imports {
  env: { __cxa_throw: ImportedFunction; _dlsym_js: ImportedFunction }
}
type Instantiated = (instance: { exports: PostgresExports }, module: unknown) => void
interface EmscriptenOptions {
  instantiateWasm(imports: Imports, done: Instantiated): object
}

/** PGlite with what it lacks; `extension` goes in with the others when it is created. */
export interface Repairs {
  extension: Extension
  /** To be called while no statement runs: the first call notes the stack, every other restores it. */
  restoreStack(): void
}

const errorLevel = 21
const maxTextBytes = 300

/** The text of a `std::runtime_error`, from which all exceptions of GEOS derive, fit for a format string. */
function textOf({ wasmMemory, UTF8ToString }: PGlite['Module'], exception = 0): string {
  const pointer = new DataView(wasmMemory.buffer).getUint32(exception + 4, true)
  const text = UTF8ToString(pointer, maxTextBytes).replace(/[^ -~]/g, '?')
  return `geometry library: ${text}`.replaceAll('%', '%%')
}

/**
 * In the place of `__cxa_throw`: makes an error of PostgreSQL of a C++ exception. PostGIS is compiled
 * without `catch` here, so an exception of GEOS would run through all of PostgreSQL, or be dropped
 * half-way where a PL/pgSQL function is in between, and the statement be answered with nothing or with
 * rubbish (electric-sql/pglite#916).
 */
function reportException(module: PGlite['Module'], exports: PostgresExports, exception?: number): void {
  exports.errstart(errorLevel, 0)
  exports.errmsg_internal(module.stringToUTF8OnStack(textOf(module, exception)), 0)
  exports.errfinish(0, 0, 0)
}

/** Lists the names of each object once: looking up one symbol of PostGIS lists all, 2,400 times a start. */
function withRememberedKeys(lookUp: ImportedFunction): ImportedFunction {
  const known = new WeakMap<object, string[]>()
  const listKeys = Object.keys
  const remember = (subject: object): string[] => {
    const keys = known.get(subject) ?? listKeys(subject)
    known.set(subject, keys)
    return keys
  }
  return (...values) => {
    Object.keys = remember
    try {
      return lookUp(...values)
    } finally {
      Object.keys = listKeys
    }
  }
}

/**
 * Repairs three faults of PGlite 0.5 where Emscripten joins PostgreSQL to JavaScript: exceptions of
 * GEOS become errors, PostGIS loads in a fraction of the time, and errors leave no stack behind (over
 * a kilobyte each, so that after some 1,700 of them no statement would run).
 */
export function repairPglite(): Repairs {
  let exports: PostgresExports | undefined
  let idleStack = 0

  async function setup(database: unknown, options: EmscriptenOptions) {
    const { instantiateWasm } = options
    options.instantiateWasm = (imports, done) => {
      const { __cxa_throw: throwException, _dlsym_js: lookUp } = imports.env
      const report: ImportedFunction = (exception) => {
        if (exports) reportException((database as PGlite).Module, exports, exception)
      }
      imports.env.__cxa_throw = Object.assign(report, { sig: throwException.sig })
      imports.env._dlsym_js = Object.assign(withRememberedKeys(lookUp), { sig: lookUp.sig })
      return instantiateWasm(imports, (instance, module) => {
        exports = instance.exports
        done(instance, module)
      })
    }
    return { emscriptenOpts: options }
  }

  return {
    extension: { name: 'repairs', setup },
    restoreStack() {
      if (!exports) return
      if (idleStack) exports._emscripten_stack_restore(idleStack)
      else idleStack = exports.emscripten_stack_get_current()
    },
  }
}
