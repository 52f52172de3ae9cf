import { type ReactNode, useState } from 'react'
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

/**
 * A list of things that are written one by one, added and taken away. Each begins anew once another is taken away:
 * a field that holds its own text would show that of the one before.
 */
export function Items<Item>({ items, name, add, empty, onChange, children }: ItemsProps<Item>) {
  const { t } = useTranslation('callDesk')
  const [removals, setRemovals] = useState(0)
  const remove = (index: number) => {
    setRemovals(removals + 1)
    onChange(items.filter((_, at) => at !== index))
  }
  return (
    <>
      {items.map((item, index) => (
        <div key={`${removals}-${index}`} className={styles.item} role="group" aria-label={name(index + 1)}>
          {children(item, index, (changes) =>
            onChange(items.map((other, at) => (at === index ? { ...other, ...changes } : other))),
          )}
          <Button
            look="quiet"
            aria-label={t('removeOne', { name: name(index + 1) })}
            onPress={() => remove(index)}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button onPress={() => onChange([...items, empty])}>{add}</Button>
    </>
  )
}
