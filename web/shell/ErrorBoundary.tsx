import { Component, type ReactNode } from 'react'
import { ErrorState } from '../ui/ErrorState.tsx'

interface ErrorBoundaryProps {
  onReset: () => void
  children: ReactNode
}

/** Shows what to do where the page could not be drawn at all. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    if (!this.state.error) return this.props.children
    const again = () => {
      this.props.onReset()
      this.setState({ error: null })
    }
    return <ErrorState error={this.state.error} onRetry={again} />
  }
}
