import fc from 'fast-check';
import { inject } from 'vitest';

// Where a property fails, fast-check prints this seed with the input
fc.configureGlobal({ seed: inject('seed') });
