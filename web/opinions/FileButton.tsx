import { useRef } from 'react'
import { Button } from '../ui/Button.tsx'

interface FileButtonProps {
  label: string
  /** Read out where the label alone does not say to what. */
  fullLabel?: string
  isPending?: boolean
  onFile: (file: File) => void
}

/** Chooses one file, a PDF or a picture, from the machine. */
export function FileButton({ label, fullLabel, isPending = false, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/pdf,image/jpeg,image/png"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button aria-label={fullLabel ?? label} isPending={isPending} onPress={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}
