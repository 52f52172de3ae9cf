import type { ReactNode } from 'react'

interface FormProps {
  className?: string | undefined
  onSubmit: () => void
  children: ReactNode
}

/** A form whose faults the page tells in its own words, and which stays where it is when it is sent. */
export const Form = ({ className, onSubmit, children }: FormProps) => (
  <form
    noValidate
    className={className}
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
  </form>
)
