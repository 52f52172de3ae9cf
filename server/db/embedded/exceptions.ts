import type { Extension, PGlite } from '@electric-sql/pglite'

/** What the WebAssembly module exports of PostgreSQL's error reporting and of Emscripten's stack. */
interface PostgresExports {
  errstart(level: number, domain: number): number
  errmsg_internal(format: number, values: number): number
  errfinish(file: number, line: number, routine: number): void
  emscripten_stack_get_current(): number
  _emscripten_stack_restore(pointer: number): void
}

type ThrowException = ((exception: number, type: number, destructor: number) => void) & { sig?: string }
type Instantiated = (instance: { exports: PostgresExports }, module: unknown) => void
interface EmscriptenOptions {
  instantiateWasm(imports: { env: { __cxa_throw: ThrowException } }, done: Instantiated): object
}

const errorLevel = 21
const maxTextBytes = 300

/** The text of a `std::runtime_error`, from which all exceptions of GEOS derive, fit for a format string. */
function textOf(database: PGlite, exception: number): string {
  const { wasmMemory, UTF8ToString } = database.Module
  const pointer = new DataView(wasmMemory.buffer).getUint32(exception + 4, true)
  const text = UTF8ToString(pointer, maxTextBytes).replace(/[^ -~]/g, '?')
  return `geometry library: ${text}`.replaceAll('%', '%%')
}

/**
 * Makes errors of what GEOS throws. PGlite's PostGIS is compiled without `catch`, so a C++ exception
 * runs through all of PostgreSQL, or is dropped half-way where a PL/pgSQL function is in between, and
 * the statement is answered with nothing or with rubbish (electric-sql/pglite#916). Every one passes
 * `__cxa_throw`; there it is reported as any error of PostgreSQL, which undoes the statement properly.
 */
export function reportExceptions(): { extension: Extension; restoreStack(): void } {
  let exports: PostgresExports | undefined
  let idleStack = 0

  const extension: Extension = {
    name: 'reportExceptions',
    async setup(database, options: EmscriptenOptions) {
      const { instantiateWasm } = options
      options.instantiateWasm = (imports, done) => {
        const { sig } = imports.env.__cxa_throw
        const report: ThrowException = (exception) => {
          const { Module } = database as PGlite
          exports?.errstart(errorLevel, 0)
          exports?.errmsg_internal(Module.stringToUTF8OnStack(textOf(database as PGlite, exception)), 0)
          exports?.errfinish(0, 0, 0)
        }
        imports.env.__cxa_throw = Object.assign(report, { sig })
        return instantiateWasm(imports, (instance, module) => {
          exports = instance.exports
          done(instance, module)
        })
      }
      return { emscriptenOpts: options }
    },
  }

  return {
    extension,
    /** PGlite leaves over a kilobyte of stack behind at every error: 1,700 errors and nothing works. */
    restoreStack() {
      if (!exports) return
      if (idleStack) exports._emscripten_stack_restore(idleStack)
      else idleStack = exports.emscripten_stack_get_current()
    },
  }
}
