import { useFormats } from '../../i18n/format.ts'
import { useFilters } from '../filterContext.ts'
import { NumberInput } from './NumberInput.tsx'
import { UnknownLine } from './UnknownLine.tsx'

export type NumberName =
  | 'areaMin'
  | 'areaMax'
  | 'heightMin'
  | 'powerMin'
  | 'rentMax'
  | 'worksMax'
  | 'labWithin'
  | 'transitWithin'

interface NumberFilterProps {
  name: NumberName
  label: string
  unit: string
}

/** A limit as a number with its unit, and what to do with spaces where the value is not recorded. */
export function NumberFilter({ name, label, unit }: NumberFilterProps) {
  const { filters, set } = useFilters()
  const { number } = useFormats()
  return (
    <>
      <NumberInput
        label={label}
        unit={unit}
        value={filters[name]}
        format={(value) => number(value, 1, 0)}
        onChange={(value) => set({ [name]: value }, name)}
      />
      <UnknownLine name={name} />
    </>
  )
}
