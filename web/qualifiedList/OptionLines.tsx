import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Requirement } from '#schema/qualifiedList'
import { TextField } from '../ui/fields.tsx'

type Options = Requirement['options']

const write = (options: Options) =>
  options.map(({ code, label, accepted }) => `${code} | ${label} | ${accepted ? 'sì' : 'no'}`).join('\n')

/** Answers as lines; the English of one that stays is kept. */
const read = (text: string, before: Options): Options =>
  text.split('\n').flatMap((line) => {
    const [code = '', label = '', accepted = ''] = line.split('|').map((part) => part.trim())
    if (!code) return []
    const labelEn = before.find((option) => option.code === code)?.labelEn ?? null
    return [{ code, label: label || code, labelEn, accepted: /^(s|y)/i.test(accepted) }]
  })

interface OptionLinesProps {
  id: string
  options: Options
  error: string | undefined
  onChange: (options: Options) => void
}

/** The answers a choice offers, one a line. */
export function OptionLines({ id, options, error, onChange }: OptionLinesProps) {
  const { t } = useTranslation('labList')
  const [text, setText] = useState(() => write(options))
  return (
    <TextField
      id={id}
      label={t('edition.options')}
      hint={t('edition.optionsHint')}
      rows={4}
      value={text}
      error={error}
      onChange={(written) => {
        setText(written)
        onChange(read(written, options))
      }}
    />
  )
}
