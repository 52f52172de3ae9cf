import type { ReactNode } from 'react'

interface TableProps {
  /** Says what it lists to who does not see it. */
  caption: string
  /** One for each column, all different. */
  heads: readonly string[]
  className: string | undefined
  /** Its rows. */
  children: ReactNode
}

/** A table of records, one to a row, under one head for each column. */
export const Table = ({ caption, heads, className, children }: TableProps) => (
  <table className={className}>
    <caption className="vh">{caption}</caption>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)
