import { writeFileSync } from 'node:fs'
import { generateCity } from './generate/city.ts'
import { packFolder } from './generate/pack.ts'

const city = process.argv[2] ?? 'milano'
for (const [name, text] of Object.entries(generateCity(city))) {
  writeFileSync(new URL(name, packFolder(city)), text)
  console.log(`data/${city}/${name}: ${Math.round(text.length / 1024)} kB`)
}
