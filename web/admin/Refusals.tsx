import type { RoleRefusal } from '#schema/accounts'
import styles from './admin.module.css'
import { useRoleWords } from './roleWords.ts'

/** Why something cannot be done, one reason to a line. */
export function Refusals({ reasons }: { reasons: readonly RoleRefusal[] }) {
  const words = useRoleWords()
  return reasons.map((reason) => (
    <p key={reason} className={styles.quiet}>
      {words.refusal(reason)}
    </p>
  ))
}
