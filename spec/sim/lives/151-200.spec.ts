/** Seeds 151 to 200: a quarter of the suite's 10,000 kills. */
import { lives } from '../lives.ts';

lives(151, 200);
