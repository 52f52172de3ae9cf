import { useTranslation } from 'react-i18next'
import {
  type DeclarationCode,
  type DraftContent,
  declarationsFor,
  type RequestKind,
} from '#schema/allocation'
import { useLanguage } from '../../i18n/useLanguage.ts'
import type { SummaryEntry } from '../../ui/ErrorSummary.tsx'
import { Checkbox } from '../../ui/fields.tsx'
import { Note } from '../../ui/marks.tsx'
import { localAddress } from '../../url/navigate.ts'
import styles from './ask.module.css'

interface DeclarationsProps {
  kind: RequestKind
  applicant: DraftContent['applicant']
  declared: readonly DeclarationCode[]
  onChange: (declared: DeclarationCode[]) => void
  errors: readonly SummaryEntry[]
}

/** What the sender declares, each thing by itself; none is ticked beforehand, nor by somebody else. */
export function Declarations({ kind, applicant, declared, onChange, errors }: DeclarationsProps) {
  const { t } = useTranslation('requests')
  const language = useLanguage()
  return (
    <fieldset className={styles.group}>
      <legend>{t('ask.review.declarations')}</legend>
      <Note tone="warn" icon="warn">
        {t('ask.review.warning')}
      </Note>
      {declarationsFor(kind, applicant).map(({ code, reference, ...text }) => (
        <div key={code} id={`declarations-${code}`}>
          <Checkbox
            checked={declared.includes(code)}
            invalid={errors.some(({ field }) => field === `declarations-${code}`)}
            onChange={(checked) =>
              onChange(checked ? [...declared, code] : declared.filter((other) => other !== code))
            }
          >
            {text[language]} <small>({reference})</small>
          </Checkbox>
        </div>
      ))}
      <p>
        <a href={localAddress('/privacy')} target="_blank" rel="noreferrer">
          {t('ask.review.privacyLink')}
        </a>
      </p>
    </fieldset>
  )
}
