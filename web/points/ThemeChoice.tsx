import { useTranslation } from 'react-i18next'
import type { Setup } from '#schema/points'
import { Checkbox } from '../ui/fields.tsx'
import styles from './points.module.css'
import { useTitles } from './words.ts'

interface ThemeChoiceProps {
  setup: Setup
  themes: readonly number[]
  onChange: (themes: number[]) => void
}

/** The themes of a plan, those below another beneath it. */
export function ThemeChoice({ setup, themes, onChange }: ThemeChoiceProps) {
  const { t } = useTranslation('points')
  const titles = useTitles(setup)
  const below = (parentId: number | null): Setup['themes'] =>
    setup.themes.filter((theme) => theme.parentId === parentId)
  const choice = (theme: Setup['themes'][number]) => (
    <li key={theme.id}>
      <Checkbox
        id={`theme-${theme.id}`}
        checked={themes.includes(theme.id)}
        onChange={(on) => onChange(on ? [...themes, theme.id] : themes.filter((id) => id !== theme.id))}
      >
        {titles.theme(theme.id)}
      </Checkbox>
      {below(theme.id).length > 0 && <ul>{below(theme.id).map(choice)}</ul>}
    </li>
  )
  return (
    <fieldset className={styles.themeChoice}>
      <legend>{t('split.themes')}</legend>
      <ul>{below(null).map(choice)}</ul>
    </fieldset>
  )
}
