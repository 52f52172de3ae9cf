import { useTranslation } from 'react-i18next'
import { completionItems } from '#schema/allocation'
import type { EvaluationFile, LotOfFile } from '#schema/evaluation'
import { ContentList } from '../allocation/ContentList.tsx'
import { FileLines, isAttachment } from '../allocation/FileLines.tsx'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Link } from '../ui/Link.tsx'
import styles from './evaluation.module.css'
import { filePathOf } from './evaluationApi.ts'

function LotLines({ lot }: { lot: LotOfFile }) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  const base = lot.baseRentEurYear === null ? null : format.euro(lot.baseRentEurYear)
  return (
    <section>
      <h3>{t('file.onLot', { number: lot.number, title: lot.title })}</h3>
      <p className={styles.links}>
        {lot.spaces.map(({ code, name, areaM2 }) => (
          <span key={code}>
            <Link to={`/spaces/${code}`}>{name}</Link>
            {areaM2 !== null && `, ${format.area(areaM2)}`}{' '}
          </span>
        ))}
        {base && `· ${t('file.base', { amount: base })}`}
      </p>
      {lot.project && (
        <>
          <h4>{t('file.project')}</h4>
          <p className={styles.words}>{lot.project}</p>
        </>
      )}
    </section>
  )
}

function Completions({ file, at }: { file: EvaluationFile; at: string }) {
  const { t } = useTranslation('evaluation')
  const language = useLanguage()
  if (file.completions.length === 0) return null
  return (
    <section>
      <h2>{t('file.completions')}</h2>
      {file.completions.map((completion) => (
        <div key={completion.id}>
          <p>
            {completion.items
              .map((code) => completionItems.find((item) => item.code === code)?.[language])
              .join('; ')}
          </p>
          <p className={styles.words}>{completion.answer}</p>
          <FileLines atDesk at={at} requestId={file.requestId} files={completion.files} />
        </div>
      ))}
    </section>
  )
}

/** A request as it was received: what is asked for, the project, documents, completions. */
export function FilePaper({ file }: { file: EvaluationFile }) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  const at = filePathOf(file.callCode, file.requestId)
  return (
    <section className={styles.paper} aria-labelledby="paper">
      <h2 id="paper">{t('file.paper')}</h2>
      <p className={styles.note}>{t('file.received', { date: format.dateTime(file.receivedAt) })}</p>
      {file.lots.map((lot) => (
        <LotLines key={lot.id} lot={lot} />
      ))}
      <ContentList content={file.content} call={file.callCode} withheld={t('file.withheld')} />
      <h3>{t('file.files')}</h3>
      <FileLines atDesk at={at} requestId={file.requestId} files={file.files.filter(isAttachment)} />
      <Completions file={file} at={at} />
    </section>
  )
}
