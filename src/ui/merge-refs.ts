import type { Ref, RefCallback } from 'react';

/** One ref that fills several: a component's own and the one a form library passes in. */
export function mergeRefs<T>(...refs: readonly (Ref<T> | undefined)[]): RefCallback<T> {
  return (instance) => {
    const cleanUps = refs.map((ref) => fill(ref, instance));
    return () => {
      for (const cleanUp of cleanUps) cleanUp();
    };
  };
}

function fill<T>(ref: Ref<T> | undefined, instance: T | null): () => void {
  if (typeof ref === 'function') {
    const cleanUp = ref(instance);
    return typeof cleanUp === 'function' ? cleanUp : () => ref(null);
  }
  if (ref) ref.current = instance;
  return () => {
    if (ref) ref.current = null;
  };
}
