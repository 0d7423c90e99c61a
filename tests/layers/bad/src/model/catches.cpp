// a comment may say catch (it)
void f() { try { throw 1; } catch (...) {} }  // expect: catch
