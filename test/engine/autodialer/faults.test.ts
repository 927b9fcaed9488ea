/** Experiments with an Autodialer that is unreliable: see test/support/faults/README.md. */
import { autodialer } from '../../support/faults/autodialer';
import { testFaults } from '../../support/faults/testFaults';

// Nothing is looked for after a lost response, so that a faster clock misses nothing.
testFaults(autodialer, { usual: 50, timesFaster: 60 });
