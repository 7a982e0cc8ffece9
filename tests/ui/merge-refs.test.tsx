import { render } from '@testing-library/react';
import { createRef } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { mergeRefs } from '../../src/ui/merge-refs.ts';

describe('merged refs', () => {
  it('are all filled, and all emptied', () => {
    const object = createRef<HTMLInputElement>();
    const callback = vi.fn();
    const cleanUp = vi.fn();
    const merged = mergeRefs(object, callback, () => cleanUp, undefined);
    const { unmount, container } = render(<input ref={merged} />);
    const input = container.querySelector('input');
    expect(object.current).toBe(input);
    expect(callback).toHaveBeenLastCalledWith(input);
    unmount();
    expect(object.current).toBeNull();
    expect(callback).toHaveBeenLastCalledWith(null);
    expect(cleanUp).toHaveBeenCalledOnce();
  });
});
