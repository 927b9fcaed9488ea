/** Experiments with a Zvonobot that is unreliable: see test/support/faults/README.md. */
import { testFaults } from '../../support/faults/testFaults';
import { zvonobot } from '../../support/faults/zvonobot';

testFaults(zvonobot, 60);
