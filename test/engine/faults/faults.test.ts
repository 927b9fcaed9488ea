/** Experiments with an AutoCall.kz that is unreliable: see test/support/faults/README.md. */
import { autoCall } from '../../support/faults/autoCall';
import { testFaults } from '../../support/faults/testFaults';

testFaults(autoCall, { usual: 120 });
