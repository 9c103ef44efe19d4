/** Seeds 1 to 50: a quarter of the suite's 10,000 kills. */
import { lives } from '../lives.ts';

lives(1, 50);
