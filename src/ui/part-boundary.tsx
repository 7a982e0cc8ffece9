import { Component, type ReactNode } from 'react';

export type PartBoundaryProps = {
  /** In place of what failed. `notHere`: a part of the program did not come, there is no network and no copy. */
  readonly fallback: (failed: { readonly notHere: boolean }) => ReactNode;
  /** Another value draws the children again: another address. */
  readonly resetKey?: string;
  readonly children: ReactNode;
};

type State = { readonly failed?: { readonly notHere: boolean } | undefined; readonly resetKey: string | undefined };

/** Keeps what stands around a part alive when the part cannot be drawn: React would take the whole page away. */
export class PartBoundary extends Component<PartBoundaryProps, State> {
  override state: State = { resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { failed: { notHere: isMissingPart(error) } };
  }

  static getDerivedStateFromProps({ resetKey }: PartBoundaryProps, state: State): Partial<State> | null {
    return resetKey === state.resetKey ? null : { failed: undefined, resetKey };
  }

  override render(): ReactNode {
    const { fallback, children } = this.props;
    return this.state.failed === undefined ? children : fallback(this.state.failed);
  }
}

/** The browsers have no name for it, each has its own sentence. */
function isMissingPart(error: unknown): boolean {
  const said = error instanceof Error ? error.message : '';
  return /dynamically imported module|module script failed|preload CSS/i.test(said);
}
