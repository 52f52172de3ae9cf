import { useRef } from 'react'
import { fileMediaTypes } from '#schema/files'
import { Button, type ButtonProps } from './Button.tsx'

interface FileButtonProps extends Omit<ButtonProps, 'onPress' | 'type'> {
  /** Media types and endings that can be chosen; PDF and pictures where none are said. */
  accept?: readonly string[]
  onFile: (file: File) => void
}

/** A button that opens the system's own dialog for one file; the same file can be chosen again. */
export function FileButton({ accept = fileMediaTypes, onFile, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept.join(',')}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button icon="upload" {...button} onPress={() => input.current?.click()} />
    </>
  )
}
