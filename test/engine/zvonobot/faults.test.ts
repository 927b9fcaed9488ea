/** Experiments with a Zvonobot that is unreliable: see test/support/faults/README.md. */
import { testFaults } from '../../support/faults/testFaults';
import { zvonobot } from '../../support/faults/zvonobot';

// Nothing is looked for after a lost response, so that a faster clock misses nothing.
testFaults(zvonobot, { usual: 50, timesFaster: 60 });
