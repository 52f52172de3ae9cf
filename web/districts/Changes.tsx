import { useTranslation } from 'react-i18next'
import { changeText } from '#rules/districtPages'
import type { DistrictPage } from '#schema/districtPages'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Link } from '../ui/Link.tsx'
import { type ChangeGroup, firstNames, groupChanges } from './changeGroups.ts'
import styles from './districts.module.css'

const mostNames = 3

function GroupLine({ group }: { group: ChangeGroup }) {
  const { t } = useTranslation('districts')
  const titleOf = useTitleOf()
  const { kind, status, count, changes } = group
  const isSpaces = kind === 'spaceMoved'
  const named = isSpaces
    ? changes.map(({ place }) => place)
    : changes.map(({ subject, subjectEn }) => titleOf({ title: subject, titleEn: subjectEn }))
  const { names, left } = firstNames(named, mostNames)
  const words = isSpaces
    ? t(`changes.moved.${status ?? 'surveyed'}`, { count })
    : t(`changes.kind.${kind}`, { count })
  return (
    <li>
      <span className={styles.sum}>{`+${count}`}</span>
      <span>
        <b>{words}</b>
        <small>
          {names.join(', ')}
          {left > 0 && ` ${t('changes.andMore', { count: left })}`}
        </small>
      </span>
    </li>
  )
}

/** What changed, summed up by what happened, and one by one where it is opened. */
export function Changes({ page }: { page: DistrictPage }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const language = useLanguage()
  const { changes } = page
  const hasLab = changes.some(({ kind }) => kind.startsWith('lab'))
  return (
    <div>
      <ul className={styles.changes}>
        {groupChanges(changes).map((group) => (
          <GroupLine key={group.key} group={group} />
        ))}
        {!hasLab && (
          <li>
            <span className={styles.sum}>0</span>
            <span>
              <b>{t('changes.noLab')}</b>
            </span>
          </li>
        )}
      </ul>
      {changes.length === 0 ? (
        <p>{t('changes.none')}</p>
      ) : (
        <Disclosure title={t('changes.each', { count: changes.length })}>
          <ul className={styles.each}>
            {changes.map((change) => (
              <li key={change.id}>
                <span>{format.date(change.on)}</span>
                <Link to={change.href}>{changeText(change, language)}</Link>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}
