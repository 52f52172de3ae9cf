import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import styles from './callDesk.module.css'

interface ItemsProps<Item> {
  items: readonly Item[]
  /** Names one by its number from 1. */
  name: (number: number) => string
  add: string
  empty: Item
  onChange: (items: Item[]) => void
  children: (item: Item, index: number, change: (changes: Partial<Item>) => void) => ReactNode
}

/** A list of things that are written one by one, added and taken away. */
export function Items<Item>({ items, name, add, empty, onChange, children }: ItemsProps<Item>) {
  const { t } = useTranslation('callDesk')
  return (
    <>
      {items.map((item, index) => (
        <div key={index} className={styles.item} role="group" aria-label={name(index + 1)}>
          {children(item, index, (changes) =>
            onChange(items.map((other, at) => (at === index ? { ...other, ...changes } : other))),
          )}
          <Button
            look="quiet"
            aria-label={t('removeOne', { name: name(index + 1) })}
            onPress={() => onChange(items.filter((_, at) => at !== index))}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button onPress={() => onChange([...items, empty])}>{add}</Button>
    </>
  )
}
