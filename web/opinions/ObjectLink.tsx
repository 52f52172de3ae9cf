import { useTranslation } from 'react-i18next'
import type { OpinionObject } from '#schema/opinions'
import { Link } from '../ui/Link.tsx'

const pages = { space: '/spaces', call: '/calls', plan: '/plans' } as const

/** What an opinion is about, with the way to it; its kind alone where it is none of the things of the site. */
export function ObjectLink({ object }: { object: OpinionObject }) {
  const { t } = useTranslation('opinions')
  const { kind, code, name } = object
  if (kind === 'free' || code === null) return <span>{t(`kind.${kind}`)}</span>
  return (
    <span>
      {t(`kind.${kind}`)}: <Link to={`${pages[kind]}/${encodeURIComponent(code)}`}>{name ?? code}</Link> (
      {code})
    </span>
  )
}
