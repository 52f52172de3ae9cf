import { useTranslation } from 'react-i18next'
import { it } from '../i18n/resources.ts'
import { Note } from '../ui/marks.tsx'
import styles from './provider.module.css'

type Known = keyof typeof it.problems

const isKnown = (name: string | null): name is Known =>
  name !== null && /^(provider|account)-/.test(name) && Object.hasOwn(it.problems, name)

/** What went wrong at the identity provider, as the address of the page names it. */
export function ProviderProblem({ name }: { name: string | null }) {
  const { t } = useTranslation('problems')
  if (!isKnown(name)) return null
  return (
    <div role="alert" className={styles.problem}>
      <Note tone="danger" icon="warn">
        {t(name, { detail: '', minutes: 1 })}
      </Note>
    </div>
  )
}
