import { UnprocessableError } from '../http/problem.ts'

/** A file that cannot be imported at all, as opposed to single rows that are refused. */
export class UnusableFileError extends UnprocessableError {
  constructor(detail: string) {
    super(detail, '/problems/unusable-file')
  }
}
