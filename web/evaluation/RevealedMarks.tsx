import { useTranslation } from 'react-i18next'
import type { EvaluationFile, Mark } from '#schema/evaluation'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { numberOf } from '../ui/NumberField.tsx'
import { Act } from './Act.tsx'
import type { ActField, Values } from './ActInput.tsx'
import styles from './evaluation.module.css'
import { filePathOf, fileQuery, useSending } from './evaluationApi.ts'
import { usePlaceName } from './MarkFields.tsx'
import { type Place, placesOfFile, toMark } from './marks.ts'

const markAt = (marks: readonly Mark[], { criterion, lot }: Place) =>
  marks.find((mark) => mark.criterion === criterion.code && mark.lotId === (lot?.id ?? null))

function MarkTable({ file, places }: { file: EvaluationFile; places: readonly Place[] }) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  const nameOf = usePlaceName()
  const others = file.others ?? []
  const figure = (value: number | undefined) => (value === undefined ? '–' : format.number(value, 2, 0))
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('file.revealed')}>
      <table className={styles.rows}>
        <caption className="vh">{t('file.revealed')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('file.criterion')}</th>
            {[t('file.you'), ...others.map(({ name }) => name), t('file.mean'), t('file.spread')].map(
              (head) => (
                <th key={head} scope="col" className={styles.figure}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => {
            const sum = file.summary?.find(
              ({ criterion, lotId }) =>
                criterion === place.criterion.code && lotId === (place.lot?.id ?? null),
            )
            return (
              <tr key={place.key}>
                <th scope="row">{nameOf(place)}</th>
                <td className={styles.figure}>{figure(markAt(file.marks, place)?.points)}</td>
                {others.map(({ name, marks }) => (
                  <td key={name} className={styles.figure}>
                    {figure(markAt(marks, place)?.points)}
                  </td>
                ))}
                <td className={styles.figure}>{figure(sum?.mean)}</td>
                <td className={styles.figure}>{figure(sum?.spread)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Notes({ file, places }: { file: EvaluationFile; places: readonly Place[] }) {
  const { t } = useTranslation('evaluation')
  const nameOf = usePlaceName()
  const all = [{ name: t('file.you'), marks: file.marks }, ...(file.others ?? [])]
  return (
    <Disclosure title={t('file.notes')} level={3}>
      <ul className={styles.lines}>
        {places.flatMap((place) =>
          all.flatMap(({ name, marks }) => {
            const mark = markAt(marks, place)
            return mark ? (
              <li key={`${place.key} ${name}`}>
                <b>{nameOf(place)}</b>, {name}: {mark.note} {mark.revision > 1 && `(${t('file.revision')})`}
              </li>
            ) : (
              []
            )
          }),
        )}
      </ul>
    </Disclosure>
  )
}

/** What is asked to change one mark: points, or the purposes ticked, and the reason. */
function useRevision(place: Place, kept: Mark): { fields: ActField[]; read: (values: Values) => object } {
  const { t } = useTranslation('evaluation')
  const english = useLanguage() === 'en'
  const purposes = place.criterion.kind === 'purposes' ? (place.lot?.purposes ?? []) : null
  const points: ActField = {
    name: 'points',
    label: t('file.points', { most: place.criterion.maxPoints }),
    kind: 'points',
    most: place.criterion.maxPoints,
    initial: String(kept.points).replace('.', ','),
  }
  const flags = (purposes ?? []).map(
    ({ code, text, textEn }): ActField => ({
      name: `purpose-${code}`,
      label: (english && textEn) || text,
      kind: 'flag',
      initial: kept.purposes?.includes(code) ? 'yes' : '',
    }),
  )
  const note: ActField = { name: 'note', label: t('file.note'), kind: 'words', least: 10 }
  return {
    fields: [...(purposes ? flags : [points]), note],
    read: (values) =>
      toMark(place, {
        points: numberOf(values.points ?? '0'),
        purposes: (purposes ?? []).flatMap(({ code }) => (values[`purpose-${code}`] ? [code] : [])),
        note: values.note ?? '',
      }),
  }
}

function Revision({ file, place, kept }: { file: EvaluationFile; place: Place; kept: Mark }) {
  const { t } = useTranslation('evaluation')
  const nameOf = usePlaceName()
  const { callCode, requestId } = file
  const sending = useSending<EvaluationFile>(
    filePathOf(callCode, requestId),
    fileQuery(callCode, requestId).queryKey,
  )
  const { fields, read } = useRevision(place, kept)
  return (
    <Act
      label={`${t('file.reviseDo')}: ${nameOf(place)}`}
      fields={fields}
      onDo={(values) => sending.mutateAsync({ below: '/revision', body: read(values) })}
    />
  )
}

/** Everybody's marks of a request that all have submitted, how far apart they lie, and how to change one's own. */
export function RevealedMarks({ file }: { file: EvaluationFile }) {
  const { t } = useTranslation(['evaluation', 'evaluationDesk'])
  const places = placesOfFile(file)
  return (
    <>
      <h3>{t('evaluation:file.revealed')}</h3>
      <MarkTable file={file} places={places} />
      <Notes file={file} places={places} />
      {file.moves.revise.length > 0 ? (
        <p className={styles.note}>
          {file.moves.revise.map((refusal) => t(`evaluationDesk:refusal.${refusal}`)).join(' ')}
        </p>
      ) : (
        <Disclosure title={t('evaluation:file.revise')} level={3}>
          <div className={styles.form}>
            {places.map((place) => {
              const kept = markAt(file.marks, place)
              return (
                kept && <Revision key={place.key + kept.revision} file={file} place={place} kept={kept} />
              )
            })}
          </div>
        </Disclosure>
      )}
    </>
  )
}
