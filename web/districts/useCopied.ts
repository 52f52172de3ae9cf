import { useState } from 'react'

/** A text on its way to the clipboard: what is said once it is there, and the text where the clipboard is refused. */
export function useCopied() {
  const [said, setSaid] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const copy = async (text: string, words: string) => {
    setSaid('')
    const copied = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => true,
        () => false,
      )
    if (copied) setSaid(words)
    else setRefused(text)
  }
  return { said, refused, copy, close: () => setRefused(null) }
}
