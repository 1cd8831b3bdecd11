#pragma once
// What leaves the library. Everything is compiled with hidden visibility and, in the static library too, hidden names are made local:
// a class or function that is declared in include/ and defined in src/ must be marked, or the user's program does not link.
//
//   class GOLIVE_API App { ... };                    // all members, its vtable and type_info
//   GOLIVE_API void set_logger(Logger* logger);
//   extern GOLIVE_API thread_local Arena* current_arena;
//
// Templates and inline functions need no mark, unless they hold a static or inline variable that library and program must share: put
// that variable into src/ behind a marked function.
#define GOLIVE_API __attribute__((visibility("default")))
