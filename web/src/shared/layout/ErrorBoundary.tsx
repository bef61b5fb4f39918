import { Component, type ReactNode } from 'react';
import { translate } from '@/i18n';
import { Empty } from './states';

/** Keeps a mistake in one part of the page from taking the rest with it. */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey?: string }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(previous: { resetKey?: string }) {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty
        title={translate('problems.broken_title')}
        action={
          <button type="button" className="link" onClick={() => window.location.reload()}>
            {translate('common.reload')}
          </button>
        }
      >
        {translate('problems.broken_text')}
      </Empty>
    );
  }
}
