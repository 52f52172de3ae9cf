export { pages } from './pages.ts'
export { shell } from './shell.ts'
export { ui } from './ui.ts'
